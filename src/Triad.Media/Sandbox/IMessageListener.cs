namespace Triad.Media.Sandbox;

/// <summary>Hears a process's messages as they come.</summary>
internal interface IMessageListener
{
    /// <summary>A line.</summary>
    /// <returns>True where it is dealt with, and not to be kept among the last messages.</returns>
    bool Take(string line);

    /// <summary>There will be no more.</summary>
    void End();
}
