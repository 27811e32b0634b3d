window.digestSearch={"form":1,
"topics":[["climate","Climate"],["health","Health"],["unsorted","Unsorted"]],
"weeks":[["2025-W01","A quiet week"],["2024-W52","Week 52, 2024"]],
"articles":[
{"title":"Lost","path":"undated/lost/","topics":["unsorted"]},
{"title":"Late ice, more \"methane\" & less \u003csleep>","path":"2024/w52/late-ice/","source":"Ferry News","date":"2024-12-29","day":"29 December 2024","inferred":true,"week":"2024-W52","topics":["climate"],"marks":[["note-a2","","All of them? the large ones the small ones","ann"]],"summary":"Ice comes late. What is below it does not wait."},
{"title":"A tide read late","path":"2025/w01/tide/","date":"2024-12-27","day":"27 December 2024","week":"2025-W01","topics":["unsorted"],"comment":"It was worth the wait.","marks":[["n-b1","It stayed.","For how long?","ann"]],"summary":"The tide came, and stayed.","byDigest":true},
{"title":"Der Stationsflur","path":"2025/w01/ward/","source":"Denominator","date":"2024-12-30","day":"30 December 2024","lang":"de","week":"2025-W01","topics":["health","climate"],"marks":[["hl-zwei-turen","zwei Türen","",""]],"summary":"Ein Flur, zwei Türen.","byDigest":true},
{"title":"Ice comes late, and \"methane\" \u003cearly>","path":"2025/w01/late-ice-again/","source":"Lake & Shore","date":"2024-12-30","day":"30 December 2024","week":"2025-W01","topics":["climate"]},
{"title":"An organ","path":"2025/w01/organ/","date":"2025-01-03","day":"3 January 2025","week":"2025-W01","topics":["unsorted"],"comment":"The whole instrument, and the ice beside it.","marks":[["a1","Four hundred pipes came home.","All at once? @ben · #sound So it says.","ann"]]}
]};
