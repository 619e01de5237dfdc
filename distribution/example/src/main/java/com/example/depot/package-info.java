/** The app integration {@code parcel-depot}. */
package com.example.depot;
