using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Inference.Embedding;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>What each member is given of an item, and which of the ensemble's vectors its answer holds.</summary>
internal sealed class MemberItems
{
    // Beside captions a name says less than they do.
    private const float NameBesideText = 0.5f;

    private readonly EnsembleShape _shape;
    private readonly Dictionary<EnsembleMember, MemberMedia> _media;
    private readonly Dictionary<RepresentationName, EnsembleRepresentation> _byName;

    public MemberItems(EnsembleShape shape)
    {
        _shape = shape;
        _byName = shape.Representations.ToDictionary(one => one.Info.Name);
        _media = shape.Representations.Select(one => one.Member).Distinct()
            .ToDictionary(member => member, member => new MemberMedia(shape.Decode, member.Model));
    }

    /// <summary>The members' items. What nothing can be made of is left out: a caption without a word has no vector.</summary>
    /// <param name="item">The item.</param>
    /// <param name="path">Its field, for errors.</param>
    public Result<IReadOnlyList<MemberItem>> Of(EmbedItem item, string path)
    {
        var wanted = new Dictionary<EnsembleMember, List<(RepresentationName Name, RepresentationName Own)>>();
        foreach (var name in item.Representations.Distinct())
        {
            if (!_byName.TryGetValue(name, out var representation))
                return Error.Invalid(
                    $"{path}.representations", name, "is not stored by the ensemble", $"Use {string.Join(", ", _byName.Keys)}.");
            var asks = item.Role == EmbedRole.Query || (item.Role == EmbedRole.Plain && !item.Mask.Contains(representation.Info.Mask));
            var asked = asks ? _shape.AskedFor(representation, item.Mask) : representation;
            if (asked is null)
                return Error.Invalid(
                    $"{path}.representations", name, $"cannot be asked with {item.Mask.ToName()}", $"Ask with {representation.Info.Queries.ToName()}.");
            if (!wanted.TryGetValue(asked.Member, out var own))
                wanted.Add(asked.Member, own = []);
            own.Add((name, asked.Own.Name));
        }

        var items = new List<MemberItem>();
        foreach (var (member, names) in wanted)
        {
            var made = Of(item, path, member, names);
            if (!made.IsOk)
                return made.Error;
            if (made.Value is { } one)
                items.Add(one);
        }

        return items;
    }

    private Result<MemberItem?> Of(EmbedItem item, string path, EnsembleMember member, List<(RepresentationName Name, RepresentationName Own)> names)
    {
        var parts = new List<EmbedPart>();
        for (var i = 0; i < item.Parts.Count; i++)
        {
            var part = _media[member].Of(item.Parts[i], $"{path}.parts[{i}]");
            if (!part.IsOk)
                return part.Error;
            if (part.Value is { } taken)
                parts.Add(taken);
        }

        var model = member.Model;
        if (item.Role == EmbedRole.Media)
        {
            parts = [.. parts.Select(part => WithoutEmptyText(part, member)).OfType<EmbedPart>()];
            if (_shape.ReadsNames && names.Exists(name => _byName[name.Name].Info.Mask == Modalities.Text))
                AddName(parts, VideoTitle.ToText(item.Title), member);
            var has = parts.Aggregate(Modalities.None, (mask, part) => mask | part.Mask);
            names = names.FindAll(name => has.Contains(_byName[name.Name].Info.Mask));
        }

        if (parts.Count == 0 || names.Count == 0)
            return Result<MemberItem?>.Ok(null);
        var own = new EmbedItem(parts, [.. names.Select(name => name.Own).Distinct()])
        {
            Role = item.Role,
            Title = model.Titles == TitleUse.None ? null : item.Title,
        };
        return new MemberItem(member, own, names);
    }

    private static EmbedPart? WithoutEmptyText(EmbedPart part, EnsembleMember member)
    {
        if (part.Text is null || HasWords(member, part.Text))
            return part;
        var rest = part with { Text = null };
        return rest.Mask == Modalities.None ? null : rest;
    }

    private static void AddName(List<EmbedPart> parts, string name, EnsembleMember member)
    {
        if (name.Length == 0 || !HasWords(member, name))
            return;
        var texts = parts.Where(part => part.Text is not null).Sum(part => part.Weight);
        parts.Add(new EmbedPart(texts > 0 ? texts * NameBesideText : 1, name, null, null));
    }

    private static bool HasWords(EnsembleMember member, string text) =>
        member.Embedder.Read(text) is var read && read.KnownWords + read.UnknownWords.Count > 0;
}
