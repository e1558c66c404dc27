using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Videos;

/// <summary>What became of one file.</summary>
internal sealed record UploadOutcome(string File, Video? Video, FailureReport? Error);
