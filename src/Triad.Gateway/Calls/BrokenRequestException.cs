namespace Triad.Gateway.Calls;

/// <summary>The caller's stream of messages broke off: the caller is gone, whether or not its call has been told so yet.</summary>
internal sealed class BrokenRequestException(IOException inner) : IOException("The caller's stream of messages broke off.", inner);
