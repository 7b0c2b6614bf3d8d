/** What p2panda-js 0.8.1 is known to fail, and why: see parseExpectedFailures for the format. */
export default `
`;
