namespace Triad.Gateway.Calls;

/// <summary>A message of the caller's stream cannot be read.</summary>
internal sealed class UnreadableMessageException(Exception inner) : IOException(UnreadableMessage.Refusal.Message, inner);
