/** Nodes of the citation graph: a law's title, or `title#art_3`. */

/** The node of a place: 款 and 项 are part of their article; a 章 stands for the law. */
export function nodeOf({ law, eid }: { readonly law: string; readonly eid?: string }): string {
  const article = eid?.split('__')[0]
  return article?.startsWith('art_') ? `${law}#${article}` : law
}

/** The title in a node; a title may hold anything but ends before the last #art_. */
export function lawOfNode(node: string): string {
  const at = node.lastIndexOf('#art_')
  return at < 0 ? node : node.slice(0, at)
}

/** The law and the article that a node stands for. */
export function placeOfNode(node: string): { readonly law: string; readonly eid?: string } {
  const law = lawOfNode(node)
  return law === node ? { law } : { law, eid: node.slice(law.length + 1) }
}
