/** The programs of the lessons. What a lesson shows is cut out of these sources. */
package decisive.tutorials;
