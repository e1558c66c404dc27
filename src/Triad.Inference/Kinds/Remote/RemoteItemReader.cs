using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Embedding;

namespace Triad.Inference.Kinds.Remote;

/// <summary>
/// Makes terms of an item. Where the endpoint mixes, what has equal weights goes in together (<see cref="WeightLayers"/>); else each part's
/// text, sound and frames go in by themselves, and their vectors are summed by weight.
/// </summary>
internal sealed class RemoteItemReader(RemoteManifest manifest)
{
    /// <summary>The terms of each mask of an item; equal inputs are one object, and are sent once.</summary>
    /// <param name="item">The item.</param>
    /// <param name="path">Where it stands in the request.</param>
    /// <param name="masks">The masks.</param>
    public Result<IReadOnlyDictionary<Modalities, IReadOnlyList<RemoteTerm>>> Read(
        EmbedItem item, string path, IEnumerable<Modalities> masks)
    {
        for (var i = 0; i < item.Parts.Count; i++)
            if (item.Parts[i].Text is { } text && string.IsNullOrWhiteSpace(text))
                return Error.Invalid(
                    $"{path}.parts[{i}].text", text, "has nothing to embed", "Give at least one word, or leave the text out.");
        var contents = item.Parts.Select(part => Contents(part, item.Role)).ToArray();
        var alone = manifest.Mixes ? null : Alone(item, contents);
        var terms = new Dictionary<Modalities, IReadOnlyList<RemoteTerm>>();
        foreach (var mask in masks.Distinct())
            terms.Add(mask, alone is null ? Mixed(item, contents, mask) : [.. alone.Where(term => mask.Contains(term.Modality))]);
        return terms;
    }

    /// <summary>How many inputs the media of a part are at most.</summary>
    public long InputsOf(EmbedPart part) =>
        (part.Frames is { } clip && manifest.Frames is { } frames ? frames.Of(clip.Count).Count : 0)
            + (part.Audio is not null && manifest.SampleRate > 0 ? 1 : 0);

    private List<RemoteContent> Contents(EmbedPart part, EmbedRole role)
    {
        var contents = new List<RemoteContent>();
        if (part.Text is { } text && manifest.Modalities.Contains(Modalities.Text))
            contents.Add(RemoteContent.Of(manifest.Prompts.Of(role) + text));
        if (part.Frames is { } clip && manifest.Frames is { } frames)
            contents.AddRange(Frames(clip, frames));
        if (part.Audio is { } sound && manifest.SampleRate > 0)
            contents.Add(RemoteContent.Of(sound));
        return contents;
    }

    private static IEnumerable<RemoteContent> Frames(FrameClip clip, RemoteFrames frames)
    {
        var chosen = frames.Of(clip.Count);
        return frames.AsVideo && chosen.Count > 1
            ? [RemoteContent.Video(clip, chosen, frames.FrameRate)]
            : chosen.Select(frame => RemoteContent.Picture(clip, frame));
    }

    private static List<RemoteTerm> Alone(EmbedItem item, List<RemoteContent>[] contents) =>
    [
        .. contents.SelectMany((part, i) => part.GroupBy(content => content.Modality)
            .Select(group =>
                new RemoteTerm(item.Parts[i].Weight, group.Key, [.. group.Select(content => new RemoteInput(item.Role, [content]))]))),
    ];

    private static List<RemoteTerm> Mixed(EmbedItem item, List<RemoteContent>[] contents, Modalities mask)
    {
        var weights = contents.Select((part, i) => (Part: i, item.Parts[i].Weight)).Where(part => contents[part.Part].Any(IsIn)).ToArray();
        return
        [
            .. WeightLayers.Of(weights).Select(layer =>
            {
                var input = new RemoteInput(item.Role, [.. layer.Parts.Order().SelectMany(part => contents[part].Where(IsIn))]);
                return new RemoteTerm(layer.Weight, input.Mask, [input]);
            }),
        ];

        bool IsIn(RemoteContent content) => mask.Contains(content.Modality);
    }
}
