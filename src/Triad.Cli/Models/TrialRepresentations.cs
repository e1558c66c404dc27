using Triad.Cli.Invocation;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Cli.Models;

/// <summary>Which vectors of an item are shown, and what they are called.</summary>
internal static class TrialRepresentations
{
    /// <summary>What is made of an item. Of representations that a query asks alike, one is shown: they share its vector.</summary>
    /// <exception cref="CommandException">The package makes nothing of it.</exception>
    public static IReadOnlyList<RepresentationName> Of(ModelInfo model, TrialRole role, Modalities mask)
    {
        var asked = AskedWith(model, mask).DistinctBy(one => one.ComparableAs).Select(one => one.Name);
        var stored = model.RepresentationsOf(mask);
        IReadOnlyList<RepresentationName> names = role == TrialRole.Query || (role == TrialRole.Media && stored.Count == 0) ? [.. asked]
            : stored;
        return names.Count > 0 ? names : throw new CommandException($"the package {model.Package} makes no vector of {mask.ToName()}")
        {
            Field = "--as",
            Value = $"{role}".ToLowerInvariant(),
            Remedy = $"It embeds {model.Modalities.ToName()}",
        };
    }

    /// <summary>What asks is called by its head, where the model has several; what is stored, by its representation.</summary>
    public static string NameOf(ModelInfo model, EmbedItem item, RepresentationName name) =>
        model.Find(name) is { Heads.Count: > 0 } one && (item.Role == EmbedRole.Query || !item.Mask.Contains(one.Mask))
            ? one.HeadOf(item.Mask)?.Name ?? name.Value
            : name.Value;

    // Of heads those that take all of the query, where there are such: a text with sound is shown as what they are together.
    private static IEnumerable<RepresentationInfo> AskedWith(ModelInfo model, Modalities mask)
    {
        RepresentationInfo[] asked =
        [
            .. model.Representations.Where(one => one.Name != RepresentationName.Full
                && (one.Heads.Count > 0 ? one.AskedWith(mask) : one.Queries & mask) != Modalities.None),
        ];
        return asked.Any(one => one.Heads.Count > 0 && one.AskedWith(mask) == mask) ? asked.Where(one => one.AskedWith(mask) == mask) : asked;
    }
}
