namespace Triad.EndToEnd.Tests.Durability;

/// <summary>An answer that a client got while the server was traced.</summary>
/// <param name="What">For people.</param>
/// <param name="From">The trace's length in lines before the call.</param>
/// <param name="To">The same after the answer.</param>
/// <param name="Expected">What must be there from now on.</param>
internal sealed record Acknowledgement(string What, int From, int To, ExpectedLibrary Expected);
