/**
 * How operations, and what is made of them, are read: as this specification says, or as p2panda 0.8.1 does. Both stand on
 * entries of the profile `p2panda`.
 */
export type DataProfile = 'p2panda' | 'p2panda-compat';
