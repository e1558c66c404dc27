namespace Triad.Server.Hosting;

/// <summary>The server cannot start for a reason that an operator can mend; the message says how.</summary>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
