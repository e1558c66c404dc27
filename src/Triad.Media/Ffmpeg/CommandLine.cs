using FFMpegCore.Arguments;

namespace Triad.Media.Ffmpeg;

/// <summary>
/// Turns FFMpegCore's arguments into the words of a command line, one argument at a time. FFMpegCore itself joins them into one quoted text for
/// <see cref="System.Diagnostics.Process"/>, which our sandbox does not use: splitting that text again would make a path's quotes and spaces matter.
/// So what may hold such characters (paths, filters) is read from the arguments' own properties, and only texts of the form "-name value" are split.
/// </summary>
internal static class CommandLine
{
    /// <summary>The words.</summary>
    /// <exception cref="NotSupportedException">An argument whose text is quoted, and which has no case here.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<IArgument> arguments) => [.. arguments.SelectMany(Words)];

    private static IEnumerable<string> Words(IArgument argument) => argument switch
    {
        FfmpegOption { Value: null } option => [option.Name],
        FfmpegOption option => [option.Name, option.Value],
        InputArgument input => ["-i", input.FilePath],
        OutputUrlArgument output => [output.Url],
        VideoFiltersArgument filters => ["-filter:v", string.Join(',', filters.Options.Arguments.Select(filter => Filter(filter.Key, filter.Value)))],
        AudioFiltersArgument filters => ["-filter:a", string.Join(',', filters.Options.Arguments.Select(filter => Filter(filter.Key, filter.Value)))],
        _ when argument.Text.Contains('"', StringComparison.Ordinal) =>
            throw new NotSupportedException($"{argument.GetType().Name} quotes its value: read it from its properties here."),
        _ => argument.Text.Split(' ', 2),
    };

    private static string Filter(string name, string value) => value.Length == 0 ? name : $"{name}={value}";
}
