using System.Text.Json;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Sound;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A case of tests/Data/triad-mini: what goes into the package, and what PyTorch says comes out.</summary>
internal sealed class TriadMiniCase(int number)
{
    public static string Folder => Path.Combine(TestFolders.Data, "triad-mini");

    public static string Models => Path.Combine(TestFolders.Root, "models");

    public string Text => Description.GetProperty("text").GetString()!;

    public IReadOnlyList<Modalities> Masks =>
        [.. Description.GetProperty("masks").EnumerateArray().Select(name => ModalitiesExtensions.Parse(name.GetString(), "masks").Value)];

    public FrameClip Frames
    {
        get
        {
            var frames = NpyFile<byte>.Read(FileOf("frames"));
            return new FrameClip(frames.Values, frames.Shape[0], frames.Shape[2], frames.Shape[1]);
        }
    }

    public MelSpectrogram Mel
    {
        get
        {
            var mel = NpyFile<float>.Read(FileOf("mel"));
            return new MelSpectrogram(mel.Values, mel.Shape[0], mel.Shape[1]);
        }
    }

    public long[] Ids => NpyFile<long>.Read(FileOf("ids")).Values;

    private JsonElement Description =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "cases.json"))).RootElement[number];

    public float[] TokensOf(Modalities single) => NpyFile<float>.Read(FileOf($"tokens-{single.ToName()}")).Values;

    public float[] VectorOf(int mask)
    {
        var vectors = NpyFile<float>.Read(FileOf("vectors"));
        return vectors.Values[(mask * vectors.Shape[1])..((mask + 1) * vectors.Shape[1])];
    }

    private string FileOf(string name) => Path.Combine(Folder, $"case{number}.{name}.npy");
}
