/**
 * Some programs (Chrome among them) name the glyph of 人 in a PDF by its radical ⼈ U+2F08, which looks the same and is another
 * character. Unicode folds the Kangxi radicals, but ⼾ and ⾭ to 戶 and 靑, which laws
 * don't write; for the supplement it says nothing.
 */
const OURS = new Map(
  '⼾户 ⾭青 ⺁厂 ⺇几 ⺌小 ⺎兀 ⺒巳 ⺓幺 ⺛旡 ⺝月 ⺟母 ⺠民 ⺩王 ⺫目 ⺬示 ⺮竹 ⺰纟 ⺴网 ⺼月 ⺾艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟'
    .split(' ')
    .map((pair) => [pair[0] ?? '', pair[1] ?? '']),
)

/** ⼈⺠ → 人民. Of the same length. */
export function foldRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fd5]/g, (radical) => OURS.get(radical) ?? radical.normalize('NFKC'))
}
