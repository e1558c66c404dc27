using Orleans.Runtime;
using Orleans.Services;

namespace Orleans;

/// <summary>Registers reminders and sends their ticks.</summary>
public interface IReminderService : IGrainService
{
    /// <summary>Registers a reminder, or changes it.</summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId grainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>Removes a reminder.</summary>
    Task UnregisterReminder(IGrainReminder reminder);

    /// <summary>A grain's reminder; null where there is none.</summary>
    Task<IGrainReminder?> GetReminder(GrainId grainId, string reminderName);

    /// <summary>A grain's reminders.</summary>
    Task<List<IGrainReminder>> GetReminders(GrainId grainId);
}
