using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace.Splitters;

/// <summary>SentencePiece's: spaces become a mark, and each mark begins a word.</summary>
internal sealed class MetaspaceSplitter(char mark, bool prepend, bool onlyFirst, bool split) : ISplitter
{
    private static readonly string[] Schemes = ["always", "first", "never"];

    /// <summary>Reads its settings; files before 2024 have a truth value where later ones name a scheme.</summary>
    public static MetaspaceSplitter Read(HubJson json)
    {
        var (replacement, scheme) = (json["replacement"], json["prepend_scheme"]);
        if (replacement.Text() is not [var mark])
            throw replacement.Because($"is '{replacement.Text()}', expected one character");
        var name = scheme.Text(json["add_prefix_space"].Truth(true) ? "always" : "never");
        if (!Schemes.Contains(name))
            throw scheme.Unsupported(Schemes);
        return new MetaspaceSplitter(mark, name != "never", name == "first", json["split"].Truth(true));
    }

    /// <inheritdoc/>
    public IEnumerable<string> Split(string piece, bool first)
    {
        var marked = piece.Replace(' ', mark);
        if (prepend && (first || !onlyFirst) && marked[0] != mark)
            marked = mark + marked;
        return split ? Splitting.At(marked, Places(marked), SplitBehavior.MergedWithNext) : [marked];
    }

    private List<Range> Places(string text)
    {
        var places = new List<Range>();
        for (var at = text.IndexOf(mark); at >= 0; at = text.IndexOf(mark, at + 1))
            places.Add(at..(at + 1));
        return places;
    }
}
