/// The number of a document within an index, from 1. A rebuild gives new ones.
package typealias DocumentID = UInt32
