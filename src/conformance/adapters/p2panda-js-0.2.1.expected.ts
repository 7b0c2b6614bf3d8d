/** What p2panda-js 0.2.1 is known to fail, and why: see parseExpectedFailures for the format. */
export default `
`;
