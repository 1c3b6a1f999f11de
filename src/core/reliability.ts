// How well the items of a scale hang together (rules R1 to R5 of ./README.md): alpha from sums that can be added up, its interval, and
// from how much change on a person's result is more than noise. Of nothing they give null.

/** Sums over complete answers to the items of one scale. Integers stay integers, so that adding up is exact in any order. */
export interface CrossProducts {
  /** Answers without a gap (listwise deletion). */
  n: number
  /** Sum of each item's values. */
  sums: number[]
  /** Sum of the products of each pair of items, row by row: `products[i * k + j]`. */
  products: number[]
}

/** Adds up persons one after the other. */
export interface Multiplying {
  /** Adds one person's values; with one among them that is no whole number, nothing is added. */
  add(values: Float64Array): void
  products(): CrossProducts
}

/** @param places of the scale's items among a person's values. */
export function multiplying(places: readonly number[]): Multiplying {
  const k = places.length
  const own = new Float64Array(k)
  const sums = new Float64Array(k)
  // A product is that of the other order too: the upper half is enough, row by row.
  const half = new Float64Array((k * (k + 1)) / 2)
  let n = 0
  return {
    add(values) {
      for (let i = 0; i < k; i++) {
        const value = values[places[i] as number] as number
        if (!Number.isInteger(value)) return
        own[i] = value
      }
      n++
      let at = 0
      for (let i = 0; i < k; i++) {
        const mine = own[i] as number
        sums[i] = (sums[i] as number) + mine
        for (let j = i; j < k; j++) {
          half[at] = (half[at] as number) + mine * (own[j] as number)
          at++
        }
      }
    },
    products() {
      const products = Array<number>(k * k).fill(0)
      let at = 0
      for (let i = 0; i < k; i++) {
        for (let j = i; j < k; j++) products[i * k + j] = products[j * k + i] = half[at++] ?? 0
      }
      return { n, sums: [...sums], products }
    },
  }
}

/** The sums of two groups together. */
export function mergedProducts(a: CrossProducts, b: CrossProducts): CrossProducts {
  return {
    n: a.n + b.n,
    sums: a.sums.map((sum, i) => sum + (b.sums[i] ?? 0)),
    products: a.products.map((sum, i) => sum + (b.products[i] ?? 0)),
  }
}

/** Below so many complete answers no alpha is shown (rule R2). */
const LEAST_FOR_ALPHA = 10

export interface Reliability {
  alpha: number
  /** Complete answers, and items. */
  n: number
  k: number
  /** 95 % interval by Feldt. */
  low: number
  high: number
}

/** Alpha with its interval (rules R1 to R3); null with fewer than 10 complete answers, fewer than two items, or no variance. */
export function reliabilityOf(products: CrossProducts): Reliability | null {
  const { n } = products
  const k = products.sums.length
  const alpha = alphaOf(products)
  if (alpha === null || n < LEAST_FOR_ALPHA) return null
  const [df1, df2] = [n - 1, (n - 1) * (k - 1)]
  return {
    alpha,
    n,
    k,
    low: 1 - (1 - alpha) * fQuantile(0.975, df1, df2),
    high: 1 - (1 - alpha) * fQuantile(0.025, df1, df2),
  }
}

/**
 * Cronbach's alpha, k/(k-1) * (1 - sum of item variances / variance of the total) (rule R1); it can be negative.
 * Null with fewer than two items or answers, or when the total does not vary.
 * @param without leaves one item out ("alpha if item deleted").
 */
export function alphaOf({ n, sums, products }: CrossProducts, without?: number): number | null {
  const size = sums.length
  const items = sums.map((_, i) => i).filter((i) => i !== without)
  const k = items.length
  if (k < 2 || n < 2) return null
  // n times the sum of squares around the mean: whole numbers as long as the values are.
  const spread = (i: number, j: number) => n * (products[i * size + j] ?? 0) - (sums[i] ?? 0) * (sums[j] ?? 0)
  let [own, total] = [0, 0]
  for (const i of items) {
    own += spread(i, i)
    for (const j of items) total += spread(i, j)
  }
  return total <= 0 ? null : (k / (k - 1)) * (1 - own / total)
}

/**
 * From how much change on between two rounds of one firm it is more than noise, with 95 % certainty (rule R5):
 * 1.96 * sqrt(2) * SD * sqrt(1 - alpha).
 * @param deviation standard deviation of the score among the firms.
 */
export function reliableChange(deviation: number, alpha: number): number {
  return 1.96 * Math.SQRT2 * deviation * Math.sqrt(Math.max(0, 1 - alpha))
}

/** The value below which an F-distributed one lies with this probability; to about 12 digits. */
export function fQuantile(probability: number, df1: number, df2: number): number {
  let [low, high] = [0, 1]
  // By halving on the share x = df1 F / (df1 F + df2), whose distribution is the incomplete beta function.
  for (let i = 0; i < 200 && high - low > 1e-16; i++) {
    const middle = (low + high) / 2
    if (incompleteBeta(middle, df1 / 2, df2 / 2) < probability) low = middle
    else high = middle
  }
  const x = (low + high) / 2
  return (df2 * x) / (df1 * (1 - x))
}

/** The regularised incomplete beta function by its continued fraction (Abramowitz and Stegun 26.5.8), with Lentz's method. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast on one side of the mean only; the other side is the complement.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a
  const TINY = 1e-300
  const kept = (value: number) => (Math.abs(value) < TINY ? TINY : value)
  let c = 1
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 500; m++) {
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / kept(1 + term * d)
      c = kept(1 + term / c)
      fraction *= c * d
    }
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return front * fraction
}

/** The logarithm of the gamma function for positive numbers, by Stirling's series after shifting upwards; about 15 digits. */
function logGamma(z: number): number {
  let [shift, x] = [0, z]
  for (; x < 15; x++) shift += Math.log(x)
  const square = 1 / (x * x)
  const series =
    (1 / 12 -
      square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - (square * 691) / 360360))))) /
    x
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - shift
}
