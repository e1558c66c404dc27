using Triad.Inference.Onnx;

namespace Triad.Inference.Hub;

/// <summary>A model's folder as it lies on the hub. Files are named relative to it, with slashes.</summary>
internal sealed class HubFolder
{
    private const int MostJsonBytes = 256 << 20;

    private static readonly Dictionary<HubVariant, string[]> Suffixes = new()
    {
        [HubVariant.Fp32] = [""],
        [HubVariant.Fp16] = ["_fp16"],
        [HubVariant.Int8] = ["_quantized", "_int8"],
        [HubVariant.Q4] = ["_q4"],
    };

    private HubFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The folder's own name.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <summary>Opens a folder.</summary>
    /// <exception cref="HubFormatException">It is not there.</exception>
    public static HubFolder Open(string path) => Directory.Exists(path)
        ? new HubFolder(System.IO.Path.GetFullPath(path))
        : throw new HubFormatException(path, "", "is no folder", "Name the folder that has the model's config.json.");

    /// <summary>What the names of a variant's files end with, before their ending.</summary>
    public static IReadOnlyList<string> SuffixesOf(HubVariant variant) => Suffixes[variant];

    /// <summary>True where the folder has a file.</summary>
    public bool Has(string file) => File.Exists(PathOf(file));

    /// <summary>The path of a file.</summary>
    /// <exception cref="HubFormatException">It lies outside of the folder.</exception>
    public string PathOf(string file)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, file));
        var inside = System.IO.Path.TrimEndingDirectorySeparator(Path) + System.IO.Path.DirectorySeparatorChar;
        return path.StartsWith(inside, StringComparison.Ordinal)
            ? path
            : throw new HubFormatException(file, "", "lies outside of the model's folder", "Name files in the folder alone.");
    }

    /// <summary>A JSON file.</summary>
    /// <exception cref="HubFormatException">It is missing, too large, cannot be read or is not JSON.</exception>
    public HubJson Json(string file) => HubJson.Parse(file, Read(file, MostJsonBytes));

    /// <summary>A JSON file; nothing where the folder lacks it.</summary>
    /// <exception cref="HubFormatException">It is too large, cannot be read or is not JSON.</exception>
    public HubJson JsonIfThere(string file) => Has(file) ? Json(file) : new HubJson(file, "", default);

    /// <summary>What a graph's file declares.</summary>
    /// <exception cref="HubFormatException">It is missing or no ONNX file.</exception>
    public OnnxModel Graph(string file)
    {
        try
        {
            return OnnxModelReader.Read(Read(file, Array.MaxLength));
        }
        catch (InvalidDataException exception)
        {
            throw new HubFormatException(file, "", exception.Message.TrimEnd('.'), "Export the graph anew.");
        }
    }

    /// <summary>The file of a graph in a variant.</summary>
    /// <param name="stem">The file of the full variant without its ending, such as onnx/model.</param>
    /// <param name="variant">The variant.</param>
    /// <exception cref="HubFormatException">The folder lacks it.</exception>
    public string ChooseGraph(string stem, HubVariant variant)
    {
        if (Suffixes[variant].Select(suffix => FileOf(stem, suffix)).FirstOrDefault(Has) is { } file)
            return file;
        var others = Suffixes.Where(pair => pair.Value.Any(suffix => Has(FileOf(stem, suffix)))).Select(pair => NameOf(pair.Key)).ToArray();
        throw new HubFormatException(
            FileOf(stem, Suffixes[variant][0]),
            "",
            $"is missing, which has the variant {NameOf(variant)}",
            others.Length > 0 ? $"Choose --variant {string.Join(" or ", others)}."
                : "Export the model to ONNX (the hub's tool is called optimum), or take a repository that has it.");
    }

    /// <summary>
    /// The file of a graph in a variant, or in full where the folder lacks the variant: that of a part beside the model itself.
    /// </summary>
    /// <param name="stem">The file of the full variant without its ending, such as onnx/vision_encoder.</param>
    /// <param name="variant">The variant.</param>
    /// <exception cref="HubFormatException">The folder has neither.</exception>
    public string ChooseGraphOrFull(string stem, HubVariant variant) =>
        Suffixes[variant].Select(suffix => FileOf(stem, suffix)).FirstOrDefault(Has) ?? ChooseGraph(stem, HubVariant.Fp32);

    /// <summary>All of a file.</summary>
    /// <exception cref="HubFormatException">It is missing, too large or cannot be read.</exception>
    public byte[] Read(string file, long mostBytes)
    {
        try
        {
            var length = new FileInfo(PathOf(file)).Length;
            return length <= mostBytes
                ? File.ReadAllBytes(PathOf(file))
                : throw new HubFormatException(file, "", $"has {length} bytes, more than {mostBytes}",
                    "Keep large weights in external data files.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HubFormatException(file, "", "is missing", "Take all files of the model's repository.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HubFormatException(file, "", $"cannot be read: {exception.Message.TrimEnd('.')}", "Let this user read it.");
        }
    }

    private static string FileOf(string stem, string suffix) => $"{stem}{suffix}.onnx";

    private static string NameOf(HubVariant variant) => variant.ToString().ToLowerInvariant();
}
