internal import Glibc

extension Extractor {
    /// Loads what the parsers read from files, so that the process can then do without a file system, but for poppler's
    /// folder of encodings.
    ///
    /// Sets the process's time zone to UTC, since the C library would look for the zone's file with each date.
    package static func prepare() {
        setenv("TZ", "UTC0", 1)
        tzset()
        LibXML2.initialize()
        ArchiveLocale.prepare()
        MagicDatabase.prepare()
        PDFReader.prepare()
    }
}
