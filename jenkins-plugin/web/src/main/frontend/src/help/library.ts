import * as made from 'virtual:laas-help';
import type { HelpPage, HelpSection } from './model';

/** All pages of the documentation, as the build made them. */
export const pages = made.pages as HelpPage[];

export const sections = made.sections as HelpSection[];
