using System.Diagnostics;

namespace Triad.EndToEnd.Tests.Models;

/// <summary>Parts of a sample: without its sound, its sound alone, a still picture of it.</summary>
internal static class SampleCuts
{
    /// <summary>The sample.</summary>
    public static string Sample { get; } = Path.Combine(Checkout.Samples, "sample-00.mp4");

    /// <summary>Makes a file of it in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The file's name, whose ending says what it becomes.</param>
    /// <param name="options">Options of FFmpeg's output.</param>
    public static async Task<string> MakeAsync(DirectoryInfo folder, string name, params string[] options)
    {
        var path = Path.Combine(folder.FullName, name);
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-y", "-i", Sample, .. options, path]);
        await ffmpeg.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }
}
