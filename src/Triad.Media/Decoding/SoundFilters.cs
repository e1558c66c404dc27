using Triad.Media.Ffmpeg;

namespace Triad.Media.Decoding;

/// <summary>
/// The filters of sound. Samples become floating point numbers first, because FFmpeg would round the mean of whole ones; then the channels
/// become their mean, whatever the layout, as the programs do that models are trained with (FFmpeg's own downmix weighs channels, and is
/// louder); then it is resampled by SoX, as those programs do it. FFmpeg's own resampler leaves noise where the file has no sound, and
/// models hear it.
/// </summary>
internal static class SoundFilters
{
    /// <summary>The option of the filter aresample that chooses SoX, with its default precision.</summary>
    public const string Soxr = "resampler=soxr";

    // FFmpeg's most; channels that a stream lacks are left out, and what is left is scaled to a sum of one.
    private const int MostChannels = 64;

    private static readonly string Mean =
        $"pan=mono|c0<{string.Join('+', Enumerable.Range(0, MostChannels).Select(channel => $"c{channel}"))}";

    /// <summary>The filters for one rate, in one chain.</summary>
    public static IEnumerable<string> Chain(DecodePlan plan, FfmpegTools tools) =>
        [.. Front(plan), .. Output(plan.SampleRates[0], 0, tools)];

    /// <summary>
    /// The graph for several rates: the front once, then a branch a rate, whose outputs are called by <see cref="Label"/>.
    /// </summary>
    /// <param name="plan">What is decoded.</param>
    /// <param name="tools">What FFmpeg can do.</param>
    /// <param name="input">The number of the input that has the sound.</param>
    public static string Graph(DecodePlan plan, FfmpegTools tools, int input)
    {
        var outputs = Enumerable.Range(0, plan.SampleRates.Count).ToList();
        string[] front = [.. Front(plan), $"asplit={outputs.Count}"];
        return $"[{input}:{plan.Audio!.Index}]{string.Join(',', front)}{string.Concat(outputs.Select(output => $"[in{output}]"))};"
            + string.Join(';', outputs.Select(
                output => $"[in{output}]{string.Join(',', Output(plan.SampleRates[output], output, tools))}{Label(output)}"));
    }

    /// <summary>What an output of the graph is called.</summary>
    public static string Label(int output) => $"[sound{output}]";

    private static IEnumerable<string> Front(DecodePlan plan) =>
    [
        $"asetpts='{ClockFilters.Sound(plan.Info.Start.TotalSeconds)}'",
        "aformat=sample_fmts=fltp",
        Mean,
    ];

    private static IEnumerable<string> Output(int rate, int output, FfmpegTools tools) =>
    [
        FormattableString.Invariant($"aresample={rate}:{(tools.HasSoxr ? $"{Soxr}:" : "")}async=1"),
        "aformat=sample_fmts=flt",
        $"asetpts='{ClockFilters.SoundMark(output)}'",
    ];
}
