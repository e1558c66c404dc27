using Triad.Inference.Scheduling;

namespace Triad.Inference.Classes;

/// <summary>One frame or window of sound on its way to scores.</summary>
/// <param name="Work">What goes into the graph.</param>
/// <param name="Times">How many frames in a row it stands for.</param>
/// <param name="Shown">What it is, for people.</param>
internal sealed record ClassRow(GraphWork Work, int Times, string Shown);
