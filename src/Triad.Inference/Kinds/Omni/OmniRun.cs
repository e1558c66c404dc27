using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.LongInput;
using Triad.Core.Modality;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Omni;

/// <summary>Embeds items: soft tokens first, each once; then the vector of each mask.</summary>
internal sealed class OmniRun(OmniPackage package, Admission admission, CancellationToken cancellationToken)
{
    /// <summary>How many rows an item needs at most.</summary>
    public static int RowsOf(OmniItem read, Modalities modalities)
    {
        var passes = read.Item.Parts.Select(part => part.Weight).Distinct().Count();
        return read.Pieces.Count + (passes * OmniMasks.Of(read.Item, modalities).Distinct().Count());
    }

    /// <summary>Embeds an item.</summary>
    public async Task<Result<ItemEmbedding>> EmbedAsync(OmniItem read)
    {
        var asked = OmniMasks.Of(read.Item, package.Manifest.Modalities);
        var needed = asked.Aggregate(read.Item.KeepTokens, (all, mask) => all | mask);
        var made = await MakeAsync([.. read.Pieces.Where(piece => needed.Contains(piece.Modality))]).ConfigureAwait(false);
        if (!made.IsOk)
            return made.Error;

        // A sound that is too short to be heard leaves some vectors without anything that they could be of.
        Modalities[] masks = [.. asked.Select(mask => mask & read.Usable).Distinct().Where(mask => mask != Modalities.None)];
        if (masks.Length == 0 && read.Item.Role == EmbedRole.Query)
            return Error.Invalid(
                $"{read.Path}.parts", read.Item.Mask.ToName(), "has nothing that the model can use", string.Join(' ', read.Notices));
        var vectors = new OmniVectors(package, read, made.Value, admission, cancellationToken);
        var found = await Task.WhenAll(masks.Select(vectors.OfAsync)).ConfigureAwait(false);
        if (found.FirstOrDefault(vector => !vector.IsOk).Error is { } wrong)
            return wrong;
        var byMask = masks.Zip(found).ToDictionary(pair => pair.First, pair => pair.Second.Value);
        var byName = new Dictionary<RepresentationName, EmbeddingVector>();
        foreach (var (name, mask) in read.Item.Representations.Zip(asked))
            if (byMask.TryGetValue(mask & read.Usable, out var vector))
                byName[name] = vector;
        return new ItemEmbedding(byName, null)
        {
            Tokens = Kept(read.Item.KeepTokens, made.Value),
            Notices = [.. read.Notices, .. vectors.Notices],
        };
    }

    private async Task<Result<IReadOnlyList<(OmniPiece Piece, SoftTokens Soft)>>> MakeAsync(OmniPiece[] pieces)
    {
        var made = await Task.WhenAll(pieces.Select(piece => package.Maker.MakeAsync(piece, admission, cancellationToken)))
            .ConfigureAwait(false);
        if (made.FirstOrDefault(soft => !soft.IsOk).Error is { } failed)
            return failed;
        return pieces.Zip(made, (piece, soft) => (piece, soft.Value)).ToArray();
    }

    private IReadOnlyList<TokenRun> Kept(Modalities kept, IReadOnlyList<(OmniPiece Piece, SoftTokens Soft)> made) =>
    [
        .. made.Where(one => kept.Contains(one.Piece.Modality)).GroupBy(one => one.Piece.Group).Select(group => new TokenRun(
            group.First().Piece.Modality,
            package.Manifest.Tokens.Size,
            group.SelectMany(one => one.Soft.Values.ToArray()).ToArray())
        {
            Block = group.First().Piece.Count,
            IsPicture = group.First().Piece.Kind == SoftTokenKind.Picture,
        }),
    ];
}
