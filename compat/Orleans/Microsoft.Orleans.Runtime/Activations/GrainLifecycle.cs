namespace Orleans.Runtime.Activations;

/// <summary>The stages of one activation.</summary>
internal sealed class GrainLifecycle(ILogger logger) : LifecycleSubject(logger), IGrainLifecycle
{
    public void AddMigrationParticipant(IGrainMigrationParticipant participant)
    {
        // One process: nothing ever migrates.
    }

    public void RemoveMigrationParticipant(IGrainMigrationParticipant participant)
    {
    }
}
