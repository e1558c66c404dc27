using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Staged;

/// <summary>
/// The eight graphs as the platform opens them. There are no masks: a row of sound counts ticks, one of pictures counts frames, and only rows of one
/// length share a batch. Texts have a mask and are filled up.
/// </summary>
internal static class StagedGraphs
{
    /// <summary>A frame's features.</summary>
    public const string Frame = "frame";

    /// <summary>Features of frames to the vector of a clip.</summary>
    public const string Video = "video";

    /// <summary>A sound's features.</summary>
    public const string Codec = "codec";

    /// <summary>Features of ticks to the vector of a sound.</summary>
    public const string Audio = "audio";

    /// <summary>States of both encoders to the vector of both.</summary>
    public const string AudioVideo = "audio_video";

    /// <summary>A text's three vectors.</summary>
    public const string Text = "text";

    /// <summary>A text and a sound to one vector.</summary>
    public const string AudioPlusText = "audio_plus_text";

    /// <summary>A text and frames to one vector.</summary>
    public const string VideoPlusText = "video_plus_text";

    private const string TextPooled = "text_pooled";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [Frame, Video, Codec, Audio, AudioVideo, Text, AudioPlusText, VideoPlusText];

    /// <summary>The graphs of a package.</summary>
    public static IReadOnlyList<PackageGraph> Describe(StagedManifest manifest)
    {
        var (sizes, pictures) = (manifest.Sizes, manifest.Pictures!);
        long vector = manifest.EmbeddingSize;
        return
        [
            Graph(manifest, Frame, [In("pixel_values", _ => [3, pictures.Height, pictures.Width])], [Out("frame_features", _ => [sizes.Frame])]),
            Graph(manifest, Video, [In("frame_features", frames => [frames, sizes.Frame])], Encoder("video", vector, sizes.Video)),
            Graph(manifest, Codec, [In("input_values", ticks => [1, (long)ticks * manifest.SamplesPerTick])],
                [Out("codec_features", ticks => [ticks, sizes.Codec])]),
            Graph(manifest, Audio, [In("codec_features", ticks => [ticks, sizes.Codec])], Encoder("audio", vector, sizes.Audio)),
            Graph(
                manifest,
                AudioVideo,
                [In("audio_hidden", length => [length, sizes.Audio]), In("video_hidden", length => [length, sizes.Video])],
                [Out("audio_video_embeds", _ => [vector])]) with
            {
                Stage = graph => new AudioVideoStage(graph),
            },
            Texts(manifest),
            Graph(manifest, AudioPlusText, [In("audio_pooled", _ => [sizes.Audio]), In(TextPooled, _ => [sizes.Text])],
                [Out("audio_plus_text_embeds", _ => [vector])]),
            Graph(manifest, VideoPlusText, [In("video_pooled", _ => [sizes.Video]), In(TextPooled, _ => [sizes.Text])],
                [Out("video_plus_text_embeds", _ => [vector])]),
        ];
    }

    private static PackageGraph Texts(StagedManifest manifest)
    {
        GraphInput[] inputs = [.. ((string[])["input_ids", "attention_mask"]).Select(name => new GraphInput(name, TensorType.Int64, tokens => [tokens]))];
        GraphOutput[] outputs =
        [
            .. StagedHead.OfText.Select(head => Out(head.Output, _ => [manifest.EmbeddingSize])),
            Out(TextPooled, _ => [manifest.Sizes.Text]),
        ];
        return Graph(manifest, Text, inputs, outputs, pads: true);
    }

    private static PackageGraph Graph(
        StagedManifest manifest, string name, IReadOnlyList<GraphInput> inputs, IReadOnlyList<GraphOutput> outputs, bool pads = false)
    {
        var file = manifest.Graphs[name];
        var layout = new GraphLayout(inputs, outputs, Pads: pads && !file.Alone) { MostRows = file.Alone ? 1 : int.MaxValue };
        var signature = new GraphSignature(
            [.. inputs.Select(input => new OnnxTensor(input.Name, TypeOf(input), Axes(input.Shape)))],
            [.. outputs.Select(output => new OnnxTensor(output.Name, OnnxTensor.Float, Axes(output.Shape)))])
        {
            LeastOpset = HubOpsets.Least,
            MostOpset = HubOpsets.Most,
        };
        return new PackageGraph(name, file.File, signature, layout);
    }

    // An axis that differs between two lengths is a dynamic one.
    private static IReadOnlyList<long?> Axes(Func<int, long[]> shape) =>
        [null, .. shape(1).Zip(shape(2), (one, other) => one == other ? one : (long?)null)];

    private static int TypeOf(GraphInput input) => input.Type == TensorType.Int64 ? OnnxTensor.Int64 : OnnxTensor.Float;

    private static GraphInput In(string name, Func<int, long[]> shape) => new(name, TensorType.Float32, shape);

    private static GraphOutput Out(string name, Func<int, long[]> shape) => new(name, shape);

    private static GraphOutput[] Encoder(string name, long vector, int state) =>
        [Out($"{name}_embeds", _ => [vector]), Out($"{name}_pooled", _ => [state]), Out($"{name}_hidden", length => [length, state])];
}
