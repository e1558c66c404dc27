using System.Text;
using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace.Models;

/// <summary>
/// SentencePiece's unigram model: of all ways to cut a word into pieces the one with the greatest sum of scores
/// (Viterbi).
/// </summary>
internal sealed class UnigramModel : ITokenModel
{
    // What a character outside of the vocabulary scores below the worst piece.
    private const double UnknownPenalty = 10;

    private readonly PieceTable _pieces;
    private readonly int? _unknown;
    private readonly double _unknownScore;

    private UnigramModel(PieceTable pieces, int? unknown, double unknownScore, int largestId) =>
        (_pieces, _unknown, _unknownScore, LargestId) = (pieces, unknown, unknownScore, largestId);

    /// <summary>The largest id, special tokens included.</summary>
    public int LargestId { get; }

    /// <summary>Reads the model.</summary>
    public static UnigramModel Read(HubJson json, IReadOnlySet<string> special)
    {
        if (json["byte_fallback"].Truth(false))
            throw json["byte_fallback"].Unsupported(["false"]);
        var pieces = new List<(string Piece, int Id, double Score)>();
        foreach (var entry in json["vocab"].Items)
        {
            if (entry.Items.ToArray() is not [var piece, var score])
                throw entry.Because("is no pair of a piece and its score");
            pieces.Add((piece.Text(), pieces.Count, score.Number()));
        }

        if (pieces.Count == 0)
            throw json["vocab"].Because("is empty");
        var unknown = json["unk_id"];
        if (!unknown.IsNull && unknown.Whole() >= pieces.Count)
            throw unknown.Because($"is {unknown.Whole()}, and 'vocab' has {pieces.Count} pieces");
        var text = pieces.Where(piece => !special.Contains(piece.Piece) && piece.Piece.Length > 0);
        return new UnigramModel(
            new PieceTable(text),
            unknown.IsNull ? null : unknown.Whole(),
            pieces.Min(piece => piece.Score) - UnknownPenalty,
            pieces.Count - 1);
    }

    /// <inheritdoc/>
    public bool Encode(string word, List<int> ids)
    {
        var best = BestPaths(word);
        var (known, afterUnknown, first) = (true, false, ids.Count);
        for (var end = word.Length; end > 0; end = best[end].Start)
        {
            var id = best[end].Id ?? _unknown;
            known &= best[end].Id is not null;

            // Neighbours that are unknown are one unknown.
            if (id is { } found && (best[end].Id is not null || !afterUnknown))
                ids.Add(found);
            afterUnknown = best[end].Id is null;
        }

        ids.Reverse(first, ids.Count - first);
        return known;
    }

    private Node[] BestPaths(string word)
    {
        var best = new Node[word.Length + 1];
        for (var at = 0; at < word.Length;)
        {
            var start = at;
            var score = best[start].Score;
            Rune.DecodeFromUtf16(word.AsSpan(start), out _, out var step);
            var hasSingle = false;
            _pieces.FindPrefixes(word.AsSpan(start), (length, id, pieceScore) =>
            {
                hasSingle |= length == step;
                Offer(start + length, id, pieceScore + score);
            });
            if (!hasSingle)
                Offer(start + step, null, _unknownScore + score);
            at += step;

            void Offer(int end, int? id, double sum)
            {
                if (!best[end].Reached || sum > best[end].Score)
                    best[end] = new Node(true, sum, start, id);
            }
        }

        return best;
    }

    private readonly record struct Node(bool Reached, double Score, int Start, int? Id);
}
