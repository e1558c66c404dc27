namespace Triad.Resilience.Tests.Durability;

/// <summary>An answer that a client got while the server was traced.</summary>
/// <param name="What">For people.</param>
/// <param name="From">The line of the trace that marks the end of the call before.</param>
/// <param name="To">The line that marks the end of this call: the answer was sent before it.</param>
/// <param name="Expected">What must be there from now on.</param>
internal sealed record Acknowledgement(string What, int From, int To, ExpectedLibrary Expected);
