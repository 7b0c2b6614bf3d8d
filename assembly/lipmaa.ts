// The number that an entry's lipmaalink points to. With t(k) = (3^k - 1) / 2 = 1, 4, 13, 40, ...: at n = t(k)
// it is n - 3^(k-1); elsewhere the largest t below the rest is taken off the rest (n at first) until the rest
// is itself some t(g), and then it is n - t(g).

/** lipmaa(n) for n from 1 to 2^64 - 1, exactly; lipmaa(1) is 0. For n = 0, which no entry has, it is 0. */
export function lipmaa(n: u64): u64 {
  if (n == 0) return 0;
  // The largest t not above n. 3t + 1 <= n is asked as t <= (n - 1) / 3, since t(42) exceeds u64.
  const third = (n - 1) / 3;
  let t: u64 = 1;
  while (t <= third) t = 3 * t + 1;
  // t(k) - t(k-1) = 3^(k-1), without the power itself that for k = 41 would be needed one step further.
  if (n == t) return n - (t - (t - 1) / 3);
  let rest = n;
  while (rest != t) {
    if (rest > t) rest -= t;
    else t = (t - 1) / 3;
  }
  return n - t;
}
