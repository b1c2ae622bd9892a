import type { PolicyTerms } from '../policy-terms.ts';
import { type Admitted, isAdmittedBy, nothingAdmitted, uniteAdmitted } from './admitted.ts';

/** A policy and what it admits to, or from, the pods of a stack. */
export interface Layer {
  readonly policy: PolicyTerms;
  readonly admitted: Admitted;
}

/**
 * Policies that isolate the same pods in a direction, in an order, asked one after the other from the last on whether the
 * rest can do without it.
 */
export interface Stack {
  readonly layers: readonly Layer[];
  /** By position, what the layers before it admit together. */
  readonly below: readonly Admitted[];
  /** Of the layer that is asked about next. */
  position: number;
  /** How many of the layers beyond `position` stay, and what they admit together. */
  keptAbove: number;
  above: Admitted;
}

/** A stack of which nothing is asked yet. */
export function stackOf(layers: readonly Layer[]): Stack {
  const below: Admitted[] = [nothingAdmitted];
  for (const { admitted } of layers) below.push(uniteAdmitted(below.at(-1) ?? nothingAdmitted, admitted));
  return { layers, below, position: layers.length - 1, keptAbove: 0, above: nothingAdmitted };
}

/** The layer that is asked about next. */
export function nextOf({ layers, position }: Stack): Layer | undefined {
  return layers[position];
}

/**
 * Whether the pods stay isolated without the next layer, and the layers before it and those that stay admit what is
 * `wanted`: all that it admits itself, unless somebody says what.
 */
export function canDoWithout(stack: Stack, wanted = nextOf(stack)?.admitted ?? nothingAdmitted): boolean {
  const { below, position, keptAbove, above } = stack;
  if (position + keptAbove === 0) return false;
  return isAdmittedBy(wanted, uniteAdmitted(below[position] ?? nothingAdmitted, above));
}

/** Keeps the next layer, or lets it go, and turns to the one before it. */
export function settle(stack: Stack, fate: 'stays' | 'goes'): void {
  if (fate === 'stays') {
    stack.keptAbove += 1;
    stack.above = uniteAdmitted(stack.above, nextOf(stack)?.admitted ?? nothingAdmitted);
  }
  stack.position -= 1;
}
