using System.Collections.Frozen;
using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace.Models;

/// <summary>
/// Pieces and their ids. The names of special tokens are left out: a text that holds them is a text like any other, and never gives their
/// ids.
/// </summary>
internal sealed class Vocabulary
{
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids;
    private readonly IReadOnlySet<string> _special;

    private Vocabulary(Dictionary<string, int> ids, IReadOnlySet<string> special) =>
        (_ids, _special) = (ids.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>(), special);

    /// <summary>The largest id, special tokens included.</summary>
    public required int LargestId { get; init; }

    /// <summary>The id of what stands for the unknown; null where there is none.</summary>
    public required int? Unknown { get; init; }

    /// <summary>Reads <c>vocab</c>, an object of pieces and ids, and <c>unk_token</c>.</summary>
    public static Vocabulary Read(HubJson model, IReadOnlySet<string> special)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (piece, id) in model["vocab"].Fields)
            ids[piece] = id.Whole();
        if (ids.Count == 0)
            throw model["vocab"].Because("is empty");
        var unknown = model["unk_token"];
        int? unknownId = unknown.IsNull ? null
            : ids.TryGetValue(unknown.Text(), out var id2) ? id2
            : throw unknown.Because($"is '{unknown.Text()}', which 'vocab' lacks");
        var largest = ids.Values.Max();
        foreach (var name in special)
            ids.Remove(name);
        return new Vocabulary(ids, special) { LargestId = largest, Unknown = unknownId };
    }

    /// <summary>The id of a piece.</summary>
    public bool TryFind(ReadOnlySpan<char> piece, out int id) => _ids.TryGetValue(piece, out id);

    /// <summary>True for the name of a special token.</summary>
    public bool IsSpecial(string piece) => _special.Contains(piece);
}
