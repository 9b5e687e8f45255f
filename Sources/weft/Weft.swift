@main struct Weft { static func main() { print("weft") } }
