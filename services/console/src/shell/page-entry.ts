import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Pair } from '../words/codes.ts';

/** Parts of the menu, in its order. */
export const PAGE_GROUPS = ['supervision', 'own', 'data', 'administration'] as const;
export type PageGroup = (typeof PAGE_GROUPS)[number];

/** A page with its entry in the menu; pages below it (`alerts/:alertId`) belong to it. */
export interface PageEntry {
  /** First part of the address, such as `alerts`. */
  readonly path: string;
  readonly title: Pair;
  readonly group: PageGroup;
  /**
   * Roles that have the entry. The api decides what anybody may do; this only keeps people from pages
   * that would be empty for them.
   */
  readonly roles: readonly string[];
  readonly routes: readonly PageRoute[];
  /** Stands behind the entry in the menu, such as a number of what waits. */
  readonly badge?: ComponentType;
}

/** An address, as the router writes it (`alerts/:alertId`), and what it shows. */
export interface PageRoute {
  readonly path: string;
  readonly component: LazyExoticComponent<ComponentType>;
}

/** A component that is loaded when it is first shown: `page(() => import('./x.tsx'), 'XPage')`. */
export function page<Name extends string, Module extends Record<Name, ComponentType>>(
  load: () => Promise<Module>,
  name: Name,
): LazyExoticComponent<ComponentType> {
  // `lazy` wants a default export, which this repository does not have.
  return lazy(async () => ({ default: (await load())[name] }));
}
