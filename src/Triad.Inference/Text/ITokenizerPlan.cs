using Triad.Inference.Packages;

namespace Triad.Inference.Text;

/// <summary>What a kind of tokenizer makes of one package's settings, before the package's files were read.</summary>
internal interface ITokenizerPlan
{
    /// <summary>The files that it needs.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Ids that a place of the text graph's input has.</summary>
    int Width { get; }

    /// <summary>All settings as one text: derived data is kept under a hash of it, so it stays the same for the same settings for ever.</summary>
    string Key { get; }

    /// <summary>Reads the files.</summary>
    /// <returns>The tokenizer; null where a problem was noted.</returns>
    ITokenizer? Open(PackageFiles files);
}
