import ChatModel

/// That a prompt is sent as the person has chosen, whether the model can hold it or not.
struct PromptReach: Hashable {
    /// What is left out from the prompt on, as it stands at the message before; nil leaves out nothing.
    let cut: HistoryCut?
}
