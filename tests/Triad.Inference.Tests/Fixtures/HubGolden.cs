using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>Reference results of the hub's models: folders as they lie there, each with what its own implementation gave.</summary>
internal static class HubGolden
{
    // The reference takes such names for the tokens themselves; here a user's text never yields special tokens.
    private static readonly string[] SpecialNames = ["<|", "</s>", "<s>", "[SEP]", "<pad>", "[CLS]"];

    public static string Folder(string family) => Path.Combine(TestFolders.SharedGolden, "hf", family);

    public static IReadOnlyList<string> Texts() =>
        JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(Path.Combine(TestFolders.SharedGolden, "hf", "inputs", "texts.json")))!;

    /// <summary>The samples of one of the input's files, mono and of 16 bits, at the rate of the file.</summary>
    public static float[] Sound(string name) => WavFile.ReadMono16(Path.Combine(TestFolders.SharedGolden, "hf", "inputs", "sounds", name));

    /// <summary>The same texts as they are kept in the repository.</summary>
    public static IReadOnlyList<string> CommittedTexts() =>
        JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(Path.Combine(TestFolders.Data, "hub", "texts.json")))!;

    public static bool NamesSpecialTokens(string text) => SpecialNames.Any(name => text.Contains(name, StringComparison.Ordinal));

    public static NpyFile<T> Read<T>(string family, string file, string array)
        where T : unmanaged => ReadFile<T>(PathOf(family, file), array);

    public static NpyFile<T> ReadFile<T>(string path, string array)
        where T : unmanaged => NpyFile<T>.Parse(Bytes(path, array));

    /// <summary>An array of texts, which NumPy keeps as code points of four bytes.</summary>
    public static IReadOnlyList<string> ReadTexts(string family, string file, string array)
    {
        var bytes = Bytes(PathOf(family, file), array);
        var start = 10 + BitConverter.ToUInt16(bytes, 8);
        var header = Encoding.ASCII.GetString(bytes, 10, start - 10);
        var width = 4 * int.Parse(header.Split("<U")[1].Split('\'')[0], System.Globalization.CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, (bytes.Length - start) / width)
            .Select(row => Encoding.UTF32.GetString(bytes, start + (row * width), width).TrimEnd('\0'))];
    }

    private static string PathOf(string family, string file) => Path.Combine(Folder(family), "golden", file);

    private static byte[] Bytes(string path, string array)
    {
        using var zip = ZipFile.OpenRead(path);
        using var content = new MemoryStream();
        using (var entry = zip.GetEntry(array + ".npy")!.Open())
            entry.CopyTo(content);
        return content.ToArray();
    }
}
