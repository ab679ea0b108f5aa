declare module '*?script-hash' {
  const hash: string;
  export default hash;
}
declare module '*?script' {
  const text: string;
  export default text;
}
