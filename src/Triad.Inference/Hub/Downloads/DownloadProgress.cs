namespace Triad.Inference.Hub.Downloads;

/// <summary>How far a download is.</summary>
/// <param name="Activity">What is done now: a file's name, for example.</param>
/// <param name="Done">Bytes that are there.</param>
/// <param name="Of">Bytes in all; 0 while that is not known.</param>
public readonly record struct DownloadProgress(string Activity, long Done, long Of);
