using System.IO.Compression;
using Microsoft.ML.OnnxRuntime;
using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Onnx;

/// <summary>Graphs as the hub has them go through the same steps as those of fusion packages, and give what their own implementation gave.</summary>
public sealed class HubGraphTests
{
    private const float Tolerance = 1e-5f;

    [Fact]
    public void Run_GraphExportedForOneRowOfNumbersOf32Bits_GivesTheStoredVectors()
    {
        const string Texts = "pe_core/golden/texts.npz";
        var layout = new GraphLayout(
            [new GraphInput("text", TensorType.Int32, length => [length])], [new GraphOutput("embedding", _ => [32])], Pads: false) { MostRows = 1 };
        using var sut = Open("pe_core/textual/model.onnx", layout);
        var (ids, expected) = (Read<int>(Texts, "text"), Read<float>(Texts, "embedding"));

        for (var text = 0; text < ids.Shape[0]; text++)
        {
            var start = text * 32;
            var row = new FilledWork((batch, at) => ids.Values.AsSpan(start, 32).CopyTo(batch.Input<int>(0, at)), 32, 32);

            AssertClose(expected.Values.AsSpan(start, 32), sut.Run([row], 32)[0]);
        }
    }

    [Theory]
    [InlineData("s01_48k_3s.wav")]
    [InlineData("s02_48k_300ms.wav")]
    public void Run_GraphWithTruthValuesWhoseRowsLieEndToEnd_GivesEachRowItsOwn(string sound)
    {
        const string Sounds = "embeddinggemma2/golden/sounds.npz";
        var (mel, mask) = (Read<float>(Sounds, $"{sound}.input_features"), Read<bool>(Sounds, $"{sound}.mask"));
        var expected = Read<float>(Sounds, $"{sound}.audio_features");
        var (frames, bins, size) = (mel.Shape[0], mel.Shape[1], expected.Shape[1]);
        var layout = new GraphLayout(
            [
                new GraphInput("input_features", TensorType.Float32, length => [length, bins]),
                new GraphInput("input_features_mask", TensorType.Bool, length => [length]),
            ],
            [new GraphOutput("audio_features", length => [(length + 3) / 4, size]) { Flat = true }],
            Pads: false);
        using var sut = Open("embeddinggemma2/onnx/audio_encoder.onnx", layout);
        var whole = new FilledWork((batch, row) => Fill(batch, row, 1), frames, expected.Values.Length);
        var quieter = new FilledWork((batch, row) => Fill(batch, row, 0.5f), frames, expected.Values.Length);

        var results = sut.Run([quieter, whole], frames);

        AssertClose(expected.Values, results[1]);
        Assert.NotEqual(results[0], results[1]);

        void Fill(BatchBuffers batch, int row, float scale)
        {
            for (var i = 0; i < mel.Values.Length; i++)
                batch.Floats(0, row)[i] = mel.Values[i] * scale;
            mask.Values.CopyTo(batch.Input<bool>(1, row));
        }
    }

    [Fact]
    public void Run_GraphOfSeveralOutputs_GivesThoseThatAreWantedOneAfterTheOther()
    {
        const string Texts = "pe_av/golden/texts.npz";
        string[] wanted = ["text_audio_embeds", "text_video_embeds", "text_audio_video_embeds"];
        var layout = new GraphLayout(
            [
                new GraphInput("input_ids", TensorType.Int64, length => [length]),
                new GraphInput("attention_mask", TensorType.Int64, length => [length]),
            ],
            [.. wanted.Select(name => new GraphOutput(name, _ => [48]))],
            Pads: true);
        using var sut = Open("pe_av/onnx/text_model.onnx", layout);
        var (ids, mask) = (Read<long>(Texts, "input_ids"), Read<long>(Texts, "attention_mask"));
        var length = ids.Shape[1];
        StageWork[] rows = [.. Enumerable.Range(0, 3).Select(text => new FilledWork(
            (batch, row) =>
            {
                ids.Values.AsSpan(text * length, length).CopyTo(batch.Integers(0, row));
                mask.Values.AsSpan(text * length, length).CopyTo(batch.Integers(1, row));
            },
            length, 48, 48, 48))];

        var results = sut.Run(rows, length);

        for (var text = 0; text < rows.Length; text++)
            for (var output = 0; output < wanted.Length; output++)
                AssertClose(Read<float>(Texts, wanted[output]).Values.AsSpan(text * 48, 48), results[text].AsSpan(output * 48, 48));
    }

    private static GraphStage Open(string file, GraphLayout layout)
    {
        using var options = new OnnxSessionFactory(new OnnxOptions()).CreateOptions();
        return new GraphStage(new OnnxGraph(file, layout, new InferenceSession(Path.Combine(TestFolders.SharedGolden, "hf", file), options)));
    }

    private static NpyFile<T> Read<T>(string file, string key)
        where T : unmanaged
    {
        using var zip = ZipFile.OpenRead(Path.Combine(TestFolders.SharedGolden, "hf", file));
        using var entry = zip.GetEntry(key + ".npy")!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return NpyFile<T>.Parse(bytes.ToArray());
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], Tolerance * Math.Max(1, Math.Abs(expected[i])));
    }
}
