// What axe finds against the given standards or by the given rules: the rule, the part of the page, and what to do about it.
async standards => {
  const found = await axe.run(document, {runOnly: standards, resultTypes: ['violations']});
  return found.violations.map(rule => rule.id + ': ' + rule.nodes.map(
    node => `${node.html.slice(0, 160)} (${node.failureSummary})`).join(' | '));
}
