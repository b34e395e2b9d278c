const needed = [22, 18] as const;

/** What is wrong with a version of Node.js, such as `20.19.0`; null: nothing. */
export function nodeProblem(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return null;
  return `Node.js ${needed.join('.')} or newer is needed, and this is ${version}: install a newer one, or use the container image`;
}
