window.digestSearch={"form":2,"size":6,"days":{"2024-12-27":"27 December 2024","2024-12-29":"29 December 2024","2024-12-30":"30 December 2024","2025-01-03":"3 January 2025"},
"articles":{
"title":"Lost\nLate ice, more \"methane\" & less \u003csleep>\nA tide read late\nDer Stationsflur\nIce comes late, and \"methane\" \u003cearly>\nAn organ",
"path":"undated/lost/\n2024/w52/late-ice/\n2025/w01/tide/\n2025/w01/ward/\n2025/w01/late-ice-again/\n2025/w01/organ/",
"source":"\nFerry News\n\nDenominator\nLake & Shore\n",
"authors":"\nAda Brook, Émile Żuraw\n\n\n\n",
"date":"\n2024-12-29\n2024-12-27\n2024-12-30\n2024-12-30\n2025-01-03",
"inferred":"\n1\n\n\n\n",
"lang":"\n\n\nde\n\n",
"week":"\n2024-W52\n2025-W01\n2025-W01\n2025-W01\n2025-W01",
"topics":"unsorted\nclimate\nunsorted\nhealth climate\nclimate\nunsorted",
"comment":"\n\nIt was worth the wait.\n\n\nThe whole instrument, and the ice beside it.",
"anchors":"\nnote-a2\nn-b1\nhl-zwei-turen\n\na1",
"quotes":"\n\nIt stayed.\nzwei Türen\n\nFour hundred pipes came home.",
"notes":"\nAll of them? the large ones the small ones\nFor how long?\n\n\nAll at once? @ben · #sound So it says.",
"by":"\nann\nann\n\n\nann",
"summary":"\nIce comes late. What is below it does not wait.\nThe tide came, and stayed.\nEin Flur, zwei Türen.\n\n",
"byDigest":"\n\n1\n1\n\n"
}};
