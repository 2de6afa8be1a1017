declare const brand: unique symbol;

/** A string that only the place which makes it may produce: `IdentityId` is not just any string. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
