namespace Triad.Cli.Videos;

/// <summary>A file that is to be uploaded.</summary>
/// <param name="Path">The file.</param>
/// <param name="Shown">How the user knows it.</param>
/// <param name="Captions">The file of its captions; null without any.</param>
internal sealed record UploadFile(string Path, string Shown, string? Captions);
