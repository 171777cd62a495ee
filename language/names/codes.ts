/** The parts of codes that are published a part to a file, in their order. */
const CODE_PARTS: Readonly<Record<string, readonly string[]>> = {
  中华人民共和国民法典: ['总则', '物权', '合同', '人格权', '婚姻家庭', '继承', '侵权责任', '附则'],
}

/** The number of a part that is named without one: 民法典, 物权编 → 2. */
export function partNumber(code: string, name: string): number | undefined {
  const at = CODE_PARTS[code]?.indexOf(name.replace(/编$/, '')) ?? -1
  return at < 0 ? undefined : at + 1
}
