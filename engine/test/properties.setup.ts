/**
 * Arrays and texts of properties are as long as their `maxLength` lets them be. Left alone fast-check
 * stops at about ten, and what a model only does once it has grown is never tried.
 */
import fc from 'fast-check';

fc.configureGlobal({ defaultSizeToMaxWhenMaxSpecified: true });
