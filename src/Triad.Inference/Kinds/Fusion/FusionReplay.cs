using System.Numerics.Tensors;
using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>The keys of stored results that the authors' evaluation has: <c>text_embed</c>, <c>tv_embed</c>, <c>t+v_embed</c> ...</summary>
internal sealed class FusionReplay : IReplay
{
    private const string Embedding = "_embed";
    private const string Presence = "_nonempty_input_mask";

    private static readonly Dictionary<string, Modalities> Singles = new(StringComparer.Ordinal)
    {
        ["text"] = Modalities.Text,
        ["video"] = Modalities.Video,
        ["audio"] = Modalities.Audio,
    };

    private readonly StoredRun _run;

    /// <summary>Makes the tokens of all rows.</summary>
    /// <exception cref="InvalidDataException">An input is missing or of another shape; the message names it.</exception>
    public FusionReplay(StoredRun run)
    {
        _run = run;
        run.Tokenise();
    }

    /// <inheritdoc/>
    public StoredArray Compute(string key)
    {
        if (key.EndsWith(Presence, StringComparison.Ordinal) && Singles.TryGetValue(key[..^Presence.Length], out var single))
            return _run.Present(single);
        if (!key.EndsWith(Embedding, StringComparison.Ordinal))
            throw Unknown(key);
        var name = key[..^Embedding.Length];
        if (Singles.TryGetValue(name, out single))
            return _run.Embed(single);
        var parts = name.Split('+').Select(part => ModalitiesExtensions.Parse(part, key)).ToArray();
        if (parts.Any(part => !part.IsOk))
            throw Unknown(key);
        return parts.Length == 1 ? _run.Embed(parts[0].Value) : Late([.. parts.Select(part => _run.Embed(part.Value))]);
    }

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();

    private static InvalidDataException Unknown(string key) => new($"outputs.npz has the key {key}, which is none of this family");

    /// <summary>The mean of the normalised rows.</summary>
    private static StoredArray Late(IReadOnlyList<StoredArray> parts)
    {
        var sum = new float[parts[0].Values.Length];
        foreach (var part in parts)
            TensorPrimitives.MultiplyAdd(part.Normalise().Values, 1f / parts.Count, sum, sum);
        return parts[0] with { Values = sum };
    }
}
